import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import type { CheckCommandOptions } from './commands/check.ts';
import type { ConvertCommandOptions } from './commands/convert.ts';
import type { ReadCommandOptions } from './commands/read.ts';
import { ChineseHelp, chineseError } from './chinese.ts';
import type { CommonOptions, Exit, Session } from './session.ts';
import { UsageError } from './usage-error.ts';
import { VERSION } from './version.ts';
import { CONVERT_FORMATS, type ConvertFormat, type ScoreOptions } from './work/task.ts';

/** Wrong use counts as unreadable input: nothing was checked. */
const WRONG_USE = 2;

const FILES_HELP = '文件、文件夹（含下级）、通配符（请加引号）或 -（标准输入）';
const EXIT_HELP = `
退出码：
  0  正常   1  有“错误”级问题   2  有文件未能读取，或命令有误`;

/** Runs the command line; resolves to the exit code. */
export async function run(args: readonly string[], session: Session): Promise<number> {
  let exit: Exit = 0;
  const program = buildProgram(session, (code) => {
    exit = code;
  });
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      session.stderr.write(`${chineseError(error)}\n查看用法：jiheng help\n`);
      return WRONG_USE;
    }
    if (error instanceof UsageError) {
      session.stderr.write(`${error.message}\n${error.remedy}\n`);
      return WRONG_USE;
    }
    throw error;
  }
}

function buildProgram(session: Session, setExit: (code: Exit) => void): Command {
  const program = new ChineseCommand('jiheng')
    .description('绩衡：读取、计分、审核财政项目支出绩效表。不联网，不需要数据库。')
    .usage('<命令> [选项] <文件…>')
    .version(VERSION, '-V, --version', '显示版本')
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助')
    .addHelpText(
      'after',
      `\n示例：\n  jiheng check 自评表.txt\n  jiheng read 文件夹 --format exchange --out 结果\n${EXIT_HELP}`,
    );
  program.exitOverride();
  program.configureOutput({
    writeOut: (text) => session.stdout.write(text),
    // Commander's own English complaints; ours are written by `run`.
    writeErr: () => undefined,
  });
  addRead(program, session, setExit);
  addScore(program, session, setExit);
  addCheck(program, session, setExit);
  addConvert(program, session, setExit);
  addVerifyLog(program, session, setExit);
  return program;
}

class ChineseCommand extends Command {
  override createCommand(name?: string): ChineseCommand {
    return new ChineseCommand(name);
  }

  override createHelp(): ChineseHelp {
    return Object.assign(new ChineseHelp(), this.configureHelp());
  }
}

function addCommand(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .usage('[选项] <文件…>')
    .argument('<文件...>', FILES_HELP)
    .helpOption('-h, --help', '显示帮助')
    .addOption(new Option('--jobs <数>', '同时使用的线程数').argParser(wholeNumber))
    .addOption(new Option('--timeout <秒>', '每个文件的时限').default(60).argParser(seconds))
    .addHelpText('after', EXIT_HELP);
}

function addRead(program: Command, session: Session, setExit: (code: Exit) => void): void {
  addCommand(program, 'read', '读取文件中的各张表')
    .addOption(
      new Option('-f, --format <格式>', '输出格式：text 摘要，exchange 交换格式，json 含出处的完整结果')
        .choices(['text', 'exchange', 'json'])
        .default('text', 'text；有 --out 时为 exchange'),
    )
    .option('-o, --out <文件夹>', '每个文件写成一个 <文件名>.json')
    .option('--residue', '摘要中列出全部未识别内容', false)
    .action(async (files: string[], options: ReadCommandOptions, command: Command) => {
      const isChosen = command.getOptionValueSource('format') !== 'default';
      if (options.out !== undefined && isChosen && options.format === 'text')
        throw new UsageError('--format text 不能与 --out 同用', '写入文件夹请用 --format exchange 或 json');
      const format = options.out !== undefined && !isChosen ? 'exchange' : options.format;
      const { read } = await import('./commands/read.ts');
      setExit(await read(session, files, { ...options, format }));
    });
}

function addScore(program: Command, session: Session, setExit: (code: Exit) => void): void {
  addCommand(program, 'score', '重新计算自评得分，与填报得分对照')
    .addOption(new Option('-f, --format <格式>', '输出格式').choices(['text', 'json']).default('text'))
    .action(async (files: string[], options: CommonOptions & ScoreOptions) => {
      const { score } = await import('./commands/score.ts');
      setExit(await score(session, files, options));
    });
}

function addCheck(program: Command, session: Session, setExit: (code: Exit) => void): void {
  addCommand(program, 'check', '按规则审核各张表，并跨表核对')
    .addOption(
      new Option('-f, --format <格式>', '输出格式')
        .choices(['text', 'json', 'sarif', 'html'])
        .default('text'),
    )
    .option('-o, --out <文件>', '写入文件')
    .addOption(new Option('--rules <编号>', '只用这些规则，用逗号分隔').argParser(list))
    .addOption(
      new Option('--severity <程度>', '最低程度：error 错误，warning 需说明，advice 建议')
        .choices(['error', 'warning', 'advice'])
        .default('advice'),
    )
    .action(async (files: string[], options: CheckCommandOptions) => {
      const { check } = await import('./commands/check.ts');
      setExit(await check(session, files, options));
    });
}

function addConvert(program: Command, session: Session, setExit: (code: Exit) => void): void {
  addCommand(program, 'convert', '把各张表写成正式表样的文件')
    .addOption(
      new Option(
        '--to <格式>',
        '写成哪些格式，用逗号分隔：docx、xlsx、pdf、exchange 交换格式、summary 汇总表',
      ).argParser(formats),
    )
    .option('-o, --out <文件夹>', '写入的文件夹')
    .option('--template <编号>', '改用这个表样；不写时各表用自己的表样')
    .option('--combine', '全部文件的表合订成一个文件，前面有目录', false)
    .option('--plan', '只列出表样容纳不下的内容，不写文件', false)
    .action(async (files: string[], options: ConvertAsked) => {
      const { convert } = await import('./commands/convert.ts');
      setExit(await convert(session, files, completed(options)));
    });
}

type Destination = 'to' | 'out';
type ConvertAsked = Omit<ConvertCommandOptions, Destination> &
  Partial<Pick<ConvertCommandOptions, Destination>>;

/** Only what is written needs formats and a folder. */
function completed(options: ConvertAsked): ConvertCommandOptions {
  const missing = options.to === undefined ? '--to' : options.out === undefined ? '--out' : undefined;
  if (missing !== undefined && !options.plan)
    throw new UsageError(`缺少选项 ${missing}`, '查看用法：jiheng help convert');
  return { to: [], out: '', ...options };
}

function addVerifyLog(program: Command, session: Session, setExit: (code: Exit) => void): void {
  program
    .command('verify-log')
    .description('核验导出的审计日志：内容、次序和封存是否被改动')
    .usage('[选项] <文件>')
    .argument('<文件>', '从“设置 · 审计日志”导出的文件')
    .helpOption('-h, --help', '显示帮助')
    .option('--head <摘要>', '另行抄存的链首摘要，应在日志中出现')
    .addHelpText('after', '\n退出码：\n  0  完好   1  被改动或不完整   2  文件未能读取，或命令有误')
    .action(async (file: string, options: { head?: string }) => {
      const { verifyLog } = await import('./commands/verify-log.ts');
      setExit(await verifyLog(session, file, options));
    });
}

function formats(text: string): ConvertFormat[] {
  const wanted = [...new Set(list(text))];
  const known = wanted.filter((name): name is ConvertFormat =>
    (CONVERT_FORMATS as readonly string[]).includes(name),
  );
  if (known.length === 0 || known.length < wanted.length)
    throw new InvalidArgumentError(`可选 ${CONVERT_FORMATS.join('、')}`);
  return known;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('应为 1 至 999 的整数');
  return Number(text);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('应为大于 0 的秒数');
  return value;
}

function list(text: string): string[] {
  return text.split(/[,，、\s]+/u).filter((name) => name !== '');
}
