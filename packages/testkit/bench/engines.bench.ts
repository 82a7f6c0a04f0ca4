// Reading, checking and scoring on one core.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, toExchange, type ReadForm } from '@jiheng/documents';
import { checkForm, scoreForm, type FormContext, type FormRecord, type ScoringScheme } from '@jiheng/domain';
import {
  FORM_RULES,
  LEXICON,
  TAXONOMIES,
  TEMPLATES,
  chooseScheme,
  ruleContext,
  templateById,
} from '@jiheng/regulation';
import { corpusFolder } from '../src/corpus.ts';
import { generateDocument } from '../src/form-generator.ts';
import { inTurn, machine, median, printFigures, processorSeconds, type Figure } from './measure.ts';

const RULES = { templates: TEMPLATES, taxonomies: TAXONOMIES, lexicon: LEXICON };
const RUNS = 7;
/** Readings of all documents in one run. */
const PASSES = 10;

interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
}

function sources(): { documents: Source[]; label: string } {
  const folder = corpusFolder();
  if (!folder)
    return {
      documents: [{ name: 'made.txt', bytes: Buffer.from(generateDocument(94)) }],
      label: '生成的文本',
    };
  const seeds = join(folder, 'seeds');
  const documents = readdirSync(seeds)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(seeds, name)) }));
  return { documents, label: '5 份真实文件' };
}

function read(documents: readonly Source[]): ReadForm[] {
  return documents.flatMap(({ name, bytes }) => readDocument(bytes, name, RULES).forms);
}

/** The least anybody must do with such a file: hash, decode, split into lines and cells. */
function touch(documents: readonly Source[]): number {
  let cells = 0;
  for (const { bytes } of documents) {
    createHash('sha256').update(bytes).digest('hex');
    for (const line of new TextDecoder('utf-8').decode(bytes).split('\n')) cells += line.split('\t').length;
  }
  return cells;
}

function readingFigures(): Figure[] {
  const { documents, label } = sources();
  const forms = read(documents).length;
  const bytes = documents.reduce((sum, document) => sum + document.bytes.length, 0);
  const work = () => {
    for (let pass = 0; pass < PASSES; pass += 1)
      for (const { name, bytes: content } of documents)
        JSON.stringify(toExchange(readDocument(content, name, RULES)));
  };
  const times = inTurn(RUNS, work, () => {
    for (let pass = 0; pass < PASSES; pass += 1) touch(documents);
  });
  const rates = times.work.map((time) => (forms * PASSES) / time);
  return [
    {
      name: '读取文本（含交换 JSON）',
      unit: '份/核秒',
      median: median(rates),
      runs: rates,
      goal: { value: 1500, better: 'higher' },
      peer: {
        name: '仅散列、解码、分行分格',
        median: median(times.peer.map((time) => (forms * PASSES) / time)),
      },
      input: `${label}，${forms} 份，${bytes} 字节，单核`,
    },
    ...linearity(),
  ];
}

function linearity(): Figure[] {
  const time = (count: number) => {
    const bytes = Buffer.from(generateDocument(count, 3));
    readDocument(bytes, 'made.txt', RULES);
    return (
      median([1, 2, 3].map(() => processorSeconds(() => readDocument(bytes, 'made.txt', RULES)))) / count
    );
  };
  const small = time(100);
  const ratios = [400, 1600, 6400].map((count) => time(count) / small);
  return [
    {
      name: '读取的线性：每份耗时相对 100 份的文件',
      unit: '倍',
      median: ratios.at(-1) ?? 0,
      runs: ratios,
      goal: { value: 1.5, better: 'lower' },
      input: '生成的文本，一个文件内 400、1600、6400 份',
    },
  ];
}

interface Prepared {
  readonly record: FormRecord;
  readonly context: FormContext;
  readonly scheme: ScoringScheme;
}

function prepare(form: ReadForm): Prepared {
  const template = form.template ? templateById(form.template.id) : undefined;
  const { scheme } = chooseScheme({
    regionName: form.record.region,
    templateRegion: template?.region ?? null,
    fiscalYear: form.record.fiscalYear,
  });
  const sheet = form.record.kind === 'self-evaluation' ? scoreForm(form.record, scheme) : undefined;
  return {
    record: form.record,
    scheme,
    context: ruleContext(form.record, { ...(sheet && { sheet }), origins: form.origins }),
  };
}

function engineFigures(): Figure[] {
  const { documents, label } = sources();
  const prepared = read(documents).map(prepare);
  const many = Array.from({ length: 20 }, () => prepared).flat();
  const rules = inTurn(
    RUNS,
    () => {
      for (const { record, context } of many) checkForm(record, FORM_RULES, context);
    },
    () => {
      for (const { record } of many) JSON.stringify(record);
    },
  );
  const scored = many.filter(({ record }) => record.kind === 'self-evaluation');
  const indicators = scored.reduce((sum, { record }) => sum + record.indicators.length, 0);
  const scores = inTurn(
    RUNS,
    () => {
      for (const { record, scheme } of scored) scoreForm(record, scheme);
    },
    () => {
      for (const { record } of scored) JSON.stringify(record);
    },
  );
  const per = (times: number[], count: number) => times.map((time) => count / time);
  return [
    {
      name: `审核规则（${FORM_RULES.length} 条）`,
      unit: '份/核秒',
      median: median(per(rules.work, many.length)),
      runs: per(rules.work, many.length),
      goal: { value: 3000, better: 'higher' },
      peer: { name: 'JSON.stringify 同样的记录', median: median(per(rules.peer, many.length)) },
      input: `${label}，${prepared.length} 份 × 20，单核`,
    },
    {
      name: '计分（含过程）',
      unit: '指标/核秒',
      median: median(per(scores.work, indicators)),
      runs: per(scores.work, indicators),
      goal: { value: 50_000, better: 'higher' },
      peer: { name: 'JSON.stringify 同样的记录', median: median(per(scores.peer, indicators)) },
      input: `${label}，${scored.length} 份自评表，${indicators} 条指标，单核`,
    },
  ];
}

console.log(`机器：${machine()}`);
printFigures([...readingFigures(), ...engineFigures()]);
