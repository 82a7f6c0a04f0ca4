/** What the name of an indicator promises about its value 指标名称的取值类型. */
export type Measure = 'rate' | 'satisfaction' | 'count' | 'duration' | 'money';

const SATISFACTION = /满意(?:度|率)(?:指标)?$/;
const RATE = /(?:率|比例|比重|占比|覆盖面|百分比)$/;
/** End in 率 but are no share of a whole. */
const NO_RATE = /(?:效率|频率|功率|汇率|税率|利率|速率)$/;
const COUNT = /(?:数|数量|人次|场次|批次|次数|总量|件数|户数|面积|里程)$/;
/** End in 数 but are grades or ratios. */
const NO_COUNT = /(?:系数|指数|分数|参数|函数)$/;
const DURATION = /(?:时长|时限|周期|天数|(?:响应|恢复|修复|处理|办理|等待|调阅|送达)时间)$/;
const MONEY = /(?:成本|费用|经费|单价|均价|造价|支出|劳务费|服务费)(?:控制数)?$/;

/** Name without blanks and a closing bracket: `缺陷消费品召回宣贯数量（含直播）` speaks of 数量. */
function core(name: string): string {
  return name.replace(/\s+/g, '').replace(/[（(][^（()）]*[)）]$/, '');
}

/** The kind of value a name asks for; null when it does not say. */
export function measureOf(name: string): Measure | null {
  const text = core(name);
  if (SATISFACTION.test(text)) return 'satisfaction';
  if (RATE.test(text)) return NO_RATE.test(text) ? null : 'rate';
  if (DURATION.test(text)) return 'duration';
  if (MONEY.test(text)) return 'money';
  return COUNT.test(text) && !NO_COUNT.test(text) ? 'count' : null;
}

const BOUNDED =
  /(?:合格|达标|覆盖|公开|公布|公示|通过|到位|录入|准时|及时|满意|知晓|接通|完好|正常|运转|准确|正确|参与|到岗|好评|回复|处置|出勤|上岗|投妥|配备|匹配|验收|培训)(?:率|度)$/;

/** A share that cannot pass 100 % (合格率, 覆盖率, 满意度); 完成率 and 增长率 can. */
export function isBoundedRate(name: string): boolean {
  return BOUNDED.test(core(name));
}

const BAD_THINGS =
  /(?:投诉|事故|差错|出错|错误|故障|丢失|失误|违规|违约|死亡|火灾|返工|逾期|延误|不合格|缺陷|败诉|中毒|污染)(?:事件|案件)?(?:发生)?(?:率|数|数量|次数|件数|起数)$/;
/** Doing away with bad things is good: 不合格食品核查处置率, 查处违规数量. */
const CURED = /处理|解决|排除|查处|受理|化解|办理|处置|检出|查办|发现|通报|召回/;
const GOOD_RATES =
  /(?:满意度|满意率|合格率|达标率|覆盖率|完成率|通过率|知晓率|完好率|及时率|准确率|到位率|好评率|回复率|处置率)$/;
const NEGATED = /(?:不合格|不达标|未完成|不满意|未通过|不及时)/;

/** Which way is better, by the name alone: 故障率 down, 合格率 up; null when it does not say. */
export function betterDirection(name: string): 'up' | 'down' | null {
  const text = core(name);
  if (BAD_THINGS.test(text)) return CURED.test(text) ? null : 'down';
  if (NEGATED.test(text)) return null;
  return GOOD_RATES.test(text) ? 'up' : null;
}

const SAVING = /节约|节省|节支|压减|结余/;

/** Saving 节约: more is better, though it speaks of money. */
export function isSaving(name: string): boolean {
  return SAVING.test(name);
}

const BUDGET_EXECUTION =
  /^(?:本项目|项目|年度|专项)*(?:预算|资金|经费)(?:(?:执行|使用|到位|完成)(?:率|进度|情况)?|支出(?:率|进度))$|^完成(?:年度)?预算$/;

/** 预算执行率 in the clothes of an indicator. */
export function isBudgetExecution(name: string): boolean {
  return BUDGET_EXECUTION.test(core(name));
}

/** 资金到位率 is money received, not money spent; its figure need not equal the execution rate. */
export function isSpendingRate(name: string): boolean {
  return isBudgetExecution(name) && !name.includes('到位');
}

const UNIT_PRICE =
  /单价|均价|人均|平均|单位成本|次均|场均|月均|日均|年均|每|单次|单件|单家|标准$|季度|月度|人项|定额/;

/** A price per piece, person or month, not the cost of the whole. */
export function isUnitPrice(name: string, unit: string | null): boolean {
  return UNIT_PRICE.test(name) || /[/／每](?!年)/.test(unit ?? '');
}

const VAGUE =
  /^(?:得到|有所|进一步|持续|明显|显著|有效|不断|逐步|逐年|逐渐|整体|稳步|长期|较|效果|社会影响|影响)*(?:提升|提高|改善|增强|优化|完善|加强|改进|促进|增长|良好|优良|优秀|优|好|明显|显著|有效|及时|健全|到位|正常|规范|合规|影响|稳定|达标|合格|满意|专业|准确|充分|合理|完整|科学|真实)(?:有效|性)?$/;

/** Words that give no standard to judge by: 显著提升, 良好, 长期影响. */
export function isVague(text: string): boolean {
  return VAGUE.test(text.replace(/[\s。．.]+/g, ''));
}

/** A value that only says the name again, whole, its end or a part of it 指标值重复名称. */
export function repeatsName(value: string, name: string): boolean {
  const [said, called] = [fold(value), fold(name)];
  if (called === '' || said.length < 2) return false;
  // 及时 for 及时性 is vague; 及时性 for it is a repetition.
  return said === called || (called.includes(said) && (said.length > 2 || !isVague(value)));
}

/** Comparable form of a text: no blanks and punctuation, width folded. */
export function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{P}]+/gu, '');
}
