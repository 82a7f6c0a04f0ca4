import type { DraftEntry } from '@jiheng/api';
import { applyOperations, type Draft, type DraftOperation } from '@jiheng/domain';

const MOST_NEWS = 200;

/** 已确认的草稿: what the server has acknowledged, replayed in the order of its versions. */
export class KnownDraft {
  /** Cells that somebody else has just written, by place, with the name. */
  news: ReadonlyMap<string, string> = new Map();
  version: number;
  private draft: Draft;
  private readonly clientId: string;

  constructor(draft: Draft, version: number, clientId: string) {
    this.draft = draft;
    this.version = version;
    this.clientId = clientId;
  }

  replay(entries: readonly DraftEntry[]): void {
    const news = new Map(this.news);
    for (const entry of entries) {
      if (entry.version <= this.version) continue;
      this.draft = applyOperations(this.draft, entry.operations, { version: entry.version }).draft;
      this.version = entry.version;
      if (entry.clientId === this.clientId) continue;
      for (const operation of entry.operations) {
        if (operation.kind !== 'set') continue;
        const place = `${operation.row ?? ''}|${operation.field}`;
        news.delete(place);
        news.set(place, entry.name);
      }
    }
    while (news.size > MOST_NEWS) news.delete(news.keys().next().value ?? '');
    this.news = news;
  }

  /** With what this window has done since on top. */
  with(operations: readonly DraftOperation[]): Draft {
    return applyOperations(this.draft, operations, { version: this.version + 1 }).draft;
  }
}
