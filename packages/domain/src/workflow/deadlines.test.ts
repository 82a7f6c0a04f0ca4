import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_STATES } from '../records/form-record.ts';
import {
  civilDate,
  daysUntil,
  deadlineFor,
  endOfDay,
  isLate,
  stageOf,
  type StageDeadlines,
} from './deadlines.ts';

const deadlines: StageDeadlines = {
  fill: '2026-11-30',
  'unit-review': '2026-12-05',
  'department-review': '2026-12-15',
  'division-review': '2026-12-22',
  'office-review': '2026-12-31',
};

describe('deadlines', () => {
  it('hold until 24:00 in Beijing, whatever the clock of the server', () => {
    expect(isLate('2026-11-30', new Date('2026-11-30T15:59:59.999Z'))).toBe(false);
    expect(isLate('2026-11-30', new Date('2026-11-30T16:00:00Z'))).toBe(true);
    expect(endOfDay('2026-02-28').toISOString()).toBe('2026-02-28T16:00:00.000Z');
  });

  it('count days by the calendar of Beijing', () => {
    expect(civilDate(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
    expect(daysUntil('2027-01-01', new Date('2026-12-31T15:59:00Z'))).toBe(1);
    expect(daysUntil('2027-01-01', new Date('2026-12-31T16:00:00Z'))).toBe(0);
    expect(daysUntil('2027-01-01', new Date('2027-01-03T01:00:00Z'))).toBe(-2);
  });

  it('are late exactly when their last day is over', () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, dates, (now, day) => {
        const deadline = civilDate(day);
        expect(isLate(deadline, now)).toBe(daysUntil(deadline, now) < 0);
        expect(isLate(deadline, endOfDay(deadline))).toBe(true);
        expect(isLate(deadline, new Date(endOfDay(deadline).getTime() - 1))).toBe(false);
      }),
    );
  });

  it('are put off by the latest extension of the place or of anything above it, never brought forward', () => {
    const extensions = [
      { stage: 'fill', path: '/a/', until: '2026-12-03' },
      { stage: 'fill', path: '/a/b/', until: '2026-12-02' },
      { stage: 'fill', path: '/c/', until: '2026-11-01' },
      { stage: 'unit-review', path: '/a/', until: '2027-01-01' },
    ] as const;
    expect(deadlineFor(deadlines, extensions, 'fill', '/a/b/')).toBe('2026-12-03');
    expect(deadlineFor(deadlines, extensions, 'fill', '/c/')).toBe('2026-11-30');
    expect(deadlineFor(deadlines, extensions, 'fill', '/')).toBe('2026-11-30');
  });

  it('belong to a stage for every state in which somebody is waited for', () => {
    const waiting = FORM_STATES.filter((state) => stageOf(state) !== undefined);
    expect(waiting).toEqual([
      'draft',
      'returned',
      'unit-review',
      'department-review',
      'division-review',
      'office-review',
      'adjusting',
    ]);
  });
});
