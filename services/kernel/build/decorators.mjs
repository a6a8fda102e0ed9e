/** What turns our decorated classes into JavaScript that still knows the types of its fields (vite, vitest). */
export const decorators = { decorator: { legacy: true, emitDecoratorMetadata: true } };
