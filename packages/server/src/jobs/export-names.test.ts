import { EMPTY_HEADER, emptyRecord } from '@jiheng/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formName, safeName } from './export-names.ts';

describe('names of exported files', () => {
  it('say project, year and kind', () => {
    const record = { ...emptyRecord('target'), fiscalYear: 2026 };
    const named = (projectName: string | null): string =>
      formName({ ...record, header: { ...EMPTY_HEADER, projectName } });
    expect(named('图书/采购: 专项')).toBe('图书_采购_ 专项（2026年度项目绩效目标表）');
    expect(named(null)).toBe('未填项目名称（2026年度项目绩效目标表）');
    expect(named('../..')).toBe('_（2026年度项目绩效目标表）');
  });

  it('are taken by every system, whatever the project is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeName(text);
        // eslint-disable-next-line no-control-regex -- these are what no file name may hold
        expect(name).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f]|^[. ]|[. ]$/);
        expect(name.length).toBeLessThanOrEqual(120);
      }),
    );
  });
});
