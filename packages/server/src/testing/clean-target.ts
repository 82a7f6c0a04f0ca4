/** Levels, name and value of the indicators of a form that has nothing to complain of. */
export function cleanRows(kilometres: number): readonly (readonly [string, string, string, string])[] {
  const number = String(kilometres);
  return [
    ['成本指标', '经济成本指标', '单位养护成本', `≤4.${number}(万元/公里)`],
    ['产出指标', '数量指标', '养护河道长度', `≥${number}.00(公里)`],
    ['产出指标', '质量指标', '养护验收合格率', '≥95.00(%)'],
    ['产出指标', '时效指标', '巡查发现问题处置时限', `≤${number}.00(小时)`],
    ['效益指标', '社会效益指标', '河道环境投诉下降率', `≥${number}.00(%)`],
    ['满意度指标', '服务对象满意度指标', '沿河居民满意度', `≥90.${number}(%)`],
  ];
}

/** Tells the numbers of the rows, as a goal must. */
export function cleanGoal(kilometres: number): string {
  const number = String(kilometres);
  return `完成${number}公里河道日常养护，养护验收合格率不低于95%，问题在${number}小时内处置，环境投诉下降${number}%以上，沿河居民满意度达到90.${number}%以上，单位养护成本控制在每公里4.${number}万元以内。`;
}
