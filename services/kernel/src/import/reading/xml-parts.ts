import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { ImportRefused, refuse } from './import-refused';

export interface XmlListener {
  /** Names come without their namespace prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

const plain = (name: string) => name.slice(name.indexOf(':') + 1);
const damaged = (): never => refuse('工作簿内部的 XML 已损坏', 'The XML inside the workbook is damaged');
// No cell of a spreadsheet holds more than 32,767 signs, so no run without a tag is longer than this.
const LONGEST_RUN = 2 ** 20;

/** Document types are refused: entities are how a few bytes become gigabytes. */
function parserFor(listener: XmlListener, run: { length: number }) {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('doctype', () => refuse('工作簿含有文档类型声明，不予打开', 'The workbook declares a document type and is not opened'));
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    run.length = 0;
    listener.open(plain(tag.name), tag.attributes);
  });
  if (listener.close) parser.on('closetag', (tag: SaxesTagPlain) => listener.close!(plain(tag.name)));
  if (listener.text) parser.on('text', (text) => listener.text!(text));
  return parser;
}

/** Feeds a part of the workbook to the listener chunk by chunk, and pauses after each so that others get their turn. */
export async function* readXml(stream: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<number> {
  const run = { length: 0 };
  const parser = parserFor(listener, run);
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of stream) {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true });
      run.length += chunk.length;
      parser.write(decoder.decode(chunk, { stream: true }));
      if (run.length > LONGEST_RUN) refuse('工作簿里有超长的内容', 'The workbook holds an over-long piece of text');
      yield chunk.length;
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    damaged();
  }
}

/** Reads a small part at once. */
export async function scanXml(stream: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  for await (const _ of readXml(stream, listener));
}
