import type { LibraryIndicator } from '@jiheng/api';
import {
  draftText,
  type DraftOperation,
  type FieldPath,
  type PlacedFinding,
  type Taxonomy,
} from '@jiheng/domain';
import { coverageOf, wordingsFor, type Fix, type Wording } from '@jiheng/regulation';
import { Tabs } from 'antd';
import { useMemo } from 'react';
import { LibrarySearch } from '../indicators/library-search.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { IssueList } from './issue-list.tsx';
import { OpinionsPanel } from './opinions-panel.tsx';
import { ReferencePanel } from './reference-panel.tsx';
import type { Issue } from './target-view.ts';
import type { OpinionState } from './use-opinions.ts';
import type { SheetState } from './use-sheet.ts';

const TABS = ['opinions', 'issues', 'coverage', 'reference', 'library'] as const;
export type PanelTab = (typeof TABS)[number];

interface SidePanelProps {
  readonly formId: string;
  readonly tab: PanelTab;
  readonly opinions: OpinionState;
  readonly onTab: (tab: PanelTab) => void;
  readonly state: SheetState;
  readonly taxonomy: Taxonomy;
  readonly issues: readonly Issue[] | null;
  readonly chosen: string | null;
  readonly onGo: (issue: Issue) => void;
  readonly onFix: (fix: Fix) => void;
  readonly onSilence: (finding: PlacedFinding, reason: string) => Promise<void>;
}

/** Number of the indicator with the cursor; -1 when it is elsewhere. */
function indicatorAt(path: FieldPath | null): number {
  const index = /^\/indicators\/(\d+)\//u.exec(path ?? '')?.[1];
  return index === undefined ? -1 : Number(index);
}

/** Takes wordings, values and whole indicators over into the draft. */
function useTaking({ sheet, path }: SheetState) {
  const index = indicatorAt(path);
  const row = sheet.draft.rows[index];
  const set = (field: string, text: string): DraftOperation[] => {
    if (!row) return [];
    const seen = draftText(sheet.draft, { row: row.id, field });
    return seen === text ? [] : [{ kind: 'set', row: row.id, field, text, seen }];
  };
  return {
    takeWording: ({ name, target }: Wording) => {
      sheet.apply([...set('level3', name), ...set('target', target)]);
    },
    takeValue: (target: string) => {
      sheet.apply(set('target', target));
    },
    insert: ({ level1, level2, name }: LibraryIndicator, target: string) => {
      const texts = { level1: level1 ?? '', level2: level2 ?? '', level3: name, target };
      const cells = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
      const id = sheet.newRowId();
      // Where rows of the same kind stand, it joins them.
      const like = sheet.draft.rows.findLast(({ cells: other }) => other['level2']?.text === level2);
      const after = like?.id ?? sheet.draft.rows.at(-1)?.id ?? null;
      sheet.apply([{ kind: 'insert', row: id, after, cells }]);
      sheet.notify(`已插入“${name}”，可按 Ctrl+Z 撤销`);
    },
  };
}

function count(issues: readonly Issue[] | null): string {
  const open = issues?.filter(({ isOpen }) => isOpen).length ?? 0;
  return open === 0 ? '问题' : `问题 ${String(open)}`;
}

function opinionCount({ placed }: OpinionState): string {
  const open = placed.filter(({ opinion }) => opinion.settledAt === null).length;
  return open === 0 ? '意见' : `意见 ${String(open)}`;
}

/** Where nothing was said there is no such tab. */
function opinionTabs({ formId, tab, opinions, state }: SidePanelProps) {
  if (tab !== 'opinions' && opinions.placed.length === 0) return [];
  const panel = <OpinionsPanel formId={formId} state={opinions} onGo={state.goTo} />;
  return [{ key: 'opinions', label: opinionCount(opinions), children: panel }];
}

/** 右侧面板: opinions on a returned form, problems, coverage, references for the indicator at the cursor, library. */
export function SidePanel(props: SidePanelProps) {
  const { state, taxonomy, issues, chosen, onGo, onFix, onSilence, tab, onTab } = props;
  const { record } = state.view;
  const index = indicatorAt(state.path);
  const coverage = useMemo(() => coverageOf(record, taxonomy), [record, taxonomy]);
  const { takeWording, takeValue, insert } = useTaking(state);
  return (
    <aside className="target-panel" aria-label="审核与参考">
      <Tabs
        size="small"
        activeKey={tab}
        onChange={(key) => {
          onTab(TABS.find((known) => known === key) ?? 'issues');
        }}
        items={[
          ...opinionTabs(props),
          {
            key: 'issues',
            label: count(issues),
            children: (
              <IssueList
                issues={issues}
                record={record}
                chosen={chosen}
                onGo={onGo}
                onFix={onFix}
                onSilence={onSilence}
              />
            ),
          },
          {
            key: 'coverage',
            label: '覆盖',
            children: <CoveragePanel coverage={coverage} onGo={state.goTo} />,
          },
          {
            key: 'reference',
            label: '参考',
            children: (
              <ReferencePanel
                indicator={record.indicators[index]}
                wordings={index === -1 ? [] : wordingsFor(record, taxonomy, index)}
                onWording={takeWording}
                onValue={takeValue}
              />
            ),
          },
          { key: 'library', label: '指标库', children: <LibrarySearch onInsert={insert} /> },
        ]}
      />
    </aside>
  );
}
