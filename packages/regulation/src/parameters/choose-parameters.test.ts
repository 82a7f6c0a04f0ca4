import { describe, expect, it } from 'vitest';

import { chooseParameters } from './choose-parameters.ts';
import { DATED_PARAMETERS } from './dated-parameters.ts';

describe('chooseParameters', () => {
  const kind = 'self-evaluation';

  it('湖北省预算执行20分，其他地区10分', () => {
    expect(chooseParameters({ regionName: '湖北省', fiscalYear: 2022, kind }).executionMaxScore).toBe('20');
    expect(chooseParameters({ regionName: '湖北省武汉市', fiscalYear: 2022, kind }).executionMaxScore).toBe(
      '20',
    );
    expect(chooseParameters({ regionName: '上海市', fiscalYear: 2022, kind }).executionMaxScore).toBe('10');
    expect(chooseParameters({ regionName: null, fiscalYear: null, kind }).executionMaxScore).toBe('10');
  });

  it('四川省2021年起执行率低于90%须说明原因，此前按全国参数', () => {
    expect(chooseParameters({ regionName: '四川省', fiscalYear: 2022, kind }).lowExecutionRate).toBe('90');
    expect(chooseParameters({ regionName: '四川省', fiscalYear: 2020, kind }).lowExecutionRate).toBe('80');
  });

  it('早于最早参数的年度按最早参数', () => {
    expect(chooseParameters({ regionName: null, fiscalYear: 1998, kind }).totalMaxScore).toBe('100');
  });

  it('每个参数都有来源，推定的不冒充公开文件', () => {
    for (const { citation } of DATED_PARAMETERS) {
      expect(citation.source).not.toBe('');
      expect(citation.basis === 'craft').toBe(citation.source === '经验规则');
    }
  });
});
