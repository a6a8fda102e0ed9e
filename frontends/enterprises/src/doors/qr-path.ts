import { create } from 'qrcode';

/** A QR code as one path of squares, each a unit wide, with the quiet zone of four around it. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark = Array.from(modules.data, (bit, index) => (bit ? `M${(index % modules.size) + 4} ${Math.floor(index / modules.size) + 4}h1v1h-1z` : ''));
  return { size: modules.size + 8, path: dark.join('') };
}
