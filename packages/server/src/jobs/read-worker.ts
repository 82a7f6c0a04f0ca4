import { once } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import { documentText, readForms, type FormReading, type ReadForm, type WholeFile } from '@jiheng/documents';
import { assessForm, READING_RULES } from '@jiheng/regulation';
import type { FileSummary, ReadAndAssessed } from './reading-pool.ts';

export { collectFactsTask, judgeSubjectsTask } from './fact-tasks.ts';
export { readTablesTask } from './table-tasks.ts';
export { drawPageTask, originalWindowTask, summariseOriginalTask } from './original-tasks.ts';

/** Forms that travel together; the next ones wait until these are stored, which bounds the memory of both sides. */
const FORMS_PER_MESSAGE = 50;
const MAX_LISTED = 500;

export interface ReadTask {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly port: MessagePort;
}

function assess(form: ReadForm): ReadAndAssessed {
  const { index, record, origins, checks, needsReview, template, place } = form;
  const { scheme, sheet, profile, findings, reasons } = assessForm({ record, origins, template, place });
  return {
    index,
    record,
    origins,
    checks,
    needsReview,
    findings,
    sheet,
    templateId: template?.id ?? null,
    schemeId: scheme?.id ?? null,
    ruleProfileId: profile.id,
    choiceReason: reasons.join('；'),
  };
}

/** Takes the next forms of a file, assessed; fewer than asked for when it ends. */
function nextPortion(reading: FormReading): { portion: ReadAndAssessed[]; whole: WholeFile | undefined } {
  const portion: ReadAndAssessed[] = [];
  while (portion.length < FORMS_PER_MESSAGE) {
    const step = reading.next();
    if (step.done === true) return { portion, whole: step.value };
    portion.push(assess(step.value));
  }
  return { portion, whole: undefined };
}

/** Reads, scores and checks one original. Runs in a thread of its own. */
export async function readFileTask({ bytes, fileName, port }: ReadTask): Promise<FileSummary> {
  try {
    const reading = await readForms(bytes, fileName, READING_RULES);
    let isStored: Promise<unknown> = Promise.resolve();
    for (;;) {
      // While one portion is being stored the next one is read, never more.
      const { portion, whole } = nextPortion(reading);
      await isStored;
      if (portion.length > 0) {
        isStored = once(port, 'message');
        port.postMessage(portion);
      }
      if (!whole) continue;
      await isStored;
      const { encoding, counts, residue, problems } = whole;
      return {
        encoding,
        counts,
        residue: residue.slice(0, MAX_LISTED),
        problems: problems.slice(0, MAX_LISTED),
      };
    }
  } finally {
    port.close();
  }
}

/** 原文 of one original, as the places of its values count it. */
export function documentTextTask({ bytes, fileName, port }: ReadTask): Promise<string> {
  port.close();
  return documentText(bytes, fileName, READING_RULES);
}
