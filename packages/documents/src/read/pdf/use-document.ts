import { discardPdfium, pdfium, type EngineUse, type Pdfium } from './pdfium.ts';

/** Why a PDF file cannot be opened. */
export type OpeningFault = 'damaged' | 'encrypted' | 'too-much';

export type Opened<T> =
  { readonly fault: null; readonly value: T } | { readonly fault: OpeningFault; readonly value: null };

const PASSWORD_ERRORS: ReadonlySet<number> = new Set([4, 5]);

const failed = (fault: OpeningFault): Opened<never> => ({ fault, value: null });

function open<T>(engine: Pdfium, bytes: Uint8Array, use: (engine: Pdfium, document: number) => T): Opened<T> {
  const { call } = engine;
  const address = engine.put(bytes);
  if (address === 0) return failed('too-much');
  const document = call.FPDF_LoadMemDocument(address, bytes.length, '');
  const error = document === 0 ? call.FPDF_GetLastError() : 0;
  const opened: Opened<T> =
    document === 0
      ? failed(PASSWORD_ERRORS.has(error) ? 'encrypted' : 'damaged')
      : { fault: null, value: use(engine, document) };
  if (document !== 0) call.FPDF_CloseDocument(document);
  engine.free(address);
  return opened;
}

/** 打开PDF: for one use, and closes it. An engine that aborts is thrown away and the file called damaged. */
export async function useDocument<T>(
  bytes: Uint8Array,
  engineUse: EngineUse,
  use: (engine: Pdfium, document: number) => T,
): Promise<Opened<T>> {
  const engine = await pdfium(engineUse);
  try {
    return open(engine, bytes, use);
  } catch (error) {
    // Only the engine's own abort ends here; faults of this code must stay visible.
    if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
    discardPdfium(engineUse);
    return failed('damaged');
  }
}
