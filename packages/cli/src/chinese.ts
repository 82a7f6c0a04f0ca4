import { Help, type Command, type CommanderError, type Option } from 'commander';

import { displayWidth } from './output/width.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** Commander's help with Chinese headings, and columns that count a Chinese character as two. */
export class ChineseHelp extends Help {
  override styleTitle(title: string): string {
    return TITLES[title] ?? title;
  }

  override formatHelp(command: Command, helper: Help): string {
    return super.formatHelp(command, helper).replace('用法： ', '用法：');
  }

  override subcommandTerm(command: Command): string {
    return super.subcommandTerm(command).replace('[options]', '[选项]');
  }

  override displayWidth(text: string): number {
    return displayWidth(text);
  }

  override optionDescription(option: Option): string {
    const notes: string[] = [];
    if (option.argChoices) notes.push(`可选 ${option.argChoices.join('、')}`);
    if (option.defaultValue !== undefined && typeof option.defaultValue !== 'boolean')
      notes.push(`默认 ${option.defaultValueDescription ?? String(option.defaultValue)}`);
    return notes.length > 0 ? `${option.description}（${notes.join('；')}）` : option.description;
  }
}

/** The quoted word of Commander's English message, and its guess. */
const QUOTED = /'([^']*)'/;
const GUESS = /Did you mean (?:one of )?(.+?)\?/;

/** What Commander complains about, in Chinese. */
export function chineseError({ code, message }: CommanderError): string {
  const word = QUOTED.exec(message)?.[1] ?? '';
  const guess = GUESS.exec(message)?.[1];
  const hint = guess === undefined ? '' : `，是否要用 ${guess.replaceAll(', ', '、')}`;
  switch (code) {
    case 'commander.unknownOption':
      return `没有选项 ${word}${hint}`;
    case 'commander.unknownCommand':
      return `没有命令 ${word}${hint}`;
    case 'commander.missingArgument':
      return `缺少参数：${word}`;
    case 'commander.optionMissingArgument':
      return `选项 ${word} 后面缺少取值`;
    case 'commander.missingMandatoryOptionValue':
      return `缺少选项 ${/--[a-z-]+/.exec(word)?.[0] ?? word}`;
    case 'commander.excessArguments':
      return '参数过多';
    case 'commander.invalidArgument':
      return `选项 ${word} 的取值不正确${invalidReason(message)}`;
    default:
      return `命令有误（${code}）`;
  }
}

/** Commander lists the allowed values in English; our own parsers already answer in Chinese. */
function invalidReason(message: string): string {
  const choices = /Allowed choices are (.+?)\.$/.exec(message)?.[1];
  if (choices !== undefined) return `，可选 ${choices.replaceAll(', ', '、')}`;
  const own = /is invalid\. (.+)$/.exec(message)?.[1];
  return own === undefined ? '' : `，${own}`;
}
