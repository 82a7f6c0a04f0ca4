import { z } from 'zod';

/** How an indicator is asked for in the library. */
export const IndicatorQuery = z.object({
  /** Words of its name; without any, what the newest forms have most often. */
  text: z.string().trim().max(100),
  level2: z.string().max(60).optional(),
  /** Where nothing holds all of the text, take what ends like it: 道路保洁合格率 → 合格率. */
  similar: z.enum(['true']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type IndicatorQuery = z.infer<typeof IndicatorQuery>;

/** 指标库条目: one wording of an indicator over all forms of the reader's scope. No names of projects or units. */
export const LibraryIndicator = z.object({
  name: z.string(),
  level1: z.string().nullable(),
  level2: z.string().nullable(),
  /** Forms it stands in. */
  forms: z.number(),
  years: z.array(z.number()),
  /** Values as written, the most frequent first. */
  targets: z.array(z.object({ text: z.string(), count: z.number() })),
  units: z.array(z.string()),
  /** Rows with an actual value, and those of them that reached their target. */
  evaluated: z.number(),
  reached: z.number(),
  actuals: z.array(z.object({ year: z.number().nullable(), target: z.string(), actual: z.string() })),
});
export type LibraryIndicator = z.infer<typeof LibraryIndicator>;

/** 指标库: what was found, and in how many forms. */
export const IndicatorLibrary = z.object({ items: z.array(LibraryIndicator), forms: z.number() });
export type IndicatorLibrary = z.infer<typeof IndicatorLibrary>;

/** 指标库. */
export const indicatorEndpoints = {
  /** 指标库: how others word, measure and set an indicator, and how far they came. */
  searchIndicators: {
    method: 'GET',
    needs: 'form.read',
    path: '/api/indicators',
    query: IndicatorQuery,
    response: IndicatorLibrary,
  },
} as const;
