import type { FormWork, Opinion } from '@jiheng/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, type GetRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { workApi, workQueries } from '../../client/work.ts';
import { useSayFailure } from '../../components/say-failure.ts';
import { useKeptOpinion } from './kept-opinion.ts';

type Place = Opinion['place'];

/** Cell, row and whole form, as far as they exist for what was clicked. */
export function placesOf(
  path: string | null,
  label: string,
  rowLabel: string,
): readonly (readonly [string, Place])[] {
  const whole = ['整张表', { kind: 'whole' }] as const;
  if (path === null) return [whole];
  const row = /^\/(?:indicators|funds)\/\d+/u.exec(path)?.[0];
  return [
    ['本格', { kind: 'cell', path, label }] as const,
    ...(row === undefined ? [] : [['本行', { kind: 'row', path: row, label: rowLabel }] as const]),
    whole,
  ];
}

interface OpinionBoxProps {
  readonly formId: string;
  /** Null: an opinion on the whole form. */
  readonly path: string | null;
  readonly label: string;
  readonly rowLabel: string;
  readonly onClose: () => void;
}

interface PlaceChoiceProps {
  readonly places: ReturnType<typeof placesOf>;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

function PlaceChoice({ places, chosen, onChoose }: PlaceChoiceProps) {
  const place = places[chosen]?.[1];
  return (
    <header>
      <strong>提出意见</strong>
      <span className="quiet">{place === undefined || place.kind === 'whole' ? '整张表' : place.label}</span>
      {places.length > 1 && (
        <span className="panel-tabs small" role="group" aria-label="意见位置">
          {places.map(([name], index) => (
            <button
              key={name}
              type="button"
              aria-pressed={index === chosen}
              onClick={() => {
                onChoose(index);
              }}
            >
              {name}
            </button>
          ))}
        </span>
      )}
    </header>
  );
}

/** The keyboard goes into the box without a jump of the page, and back where it was when the box closes. */
function useBoxFocus() {
  const area = useRef<GetRef<typeof Input.TextArea>>(null);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    area.current?.focus({ preventScroll: true, cursor: 'end' });
    // The margin has found the box its height by then.
    const frame = requestAnimationFrame(() => box.current?.scrollIntoView({ block: 'nearest' }));
    return () => {
      cancelAnimationFrame(frame);
      if (document.activeElement === document.body && before instanceof HTMLElement)
        before.focus({ preventScroll: true });
    };
  }, []);
  return { area, box };
}

interface ButtonsProps {
  readonly isEmpty: boolean;
  readonly isPending: boolean;
  readonly onKeep: () => void;
  readonly onClose: () => void;
}

function Buttons({ isEmpty, isPending, onKeep, onClose }: ButtonsProps) {
  return (
    <span className="opinion-actions">
      <Button size="small" title="Esc，已写的文字保留" onClick={onClose}>
        收起
      </Button>
      <Button
        size="small"
        type="primary"
        title="Ctrl+回车"
        disabled={isEmpty}
        loading={isPending}
        onClick={onKeep}
      >
        记下意见
      </Button>
    </span>
  );
}

/** 提出意见 on what was clicked; Ctrl+Enter notes it down, Esc folds the box and keeps what was typed. */
export function OpinionBox({ formId, path, label, rowLabel, onClose }: OpinionBoxProps) {
  const client = useQueryClient();
  const sayFailure = useSayFailure();
  const { text, setText, forget } = useKeptOpinion(formId, path);
  const places = placesOf(path, label, rowLabel);
  const [chosen, setChosen] = useState(0);
  const { area, box } = useBoxFocus();
  const add = useMutation({
    mutationFn: () =>
      workApi.addOpinion(formId, { place: places[chosen]?.[1] ?? { kind: 'whole' }, text: text.trim() }),
    onSuccess: (work: FormWork) => {
      forget();
      client.setQueryData(workQueries.formWork(formId).queryKey, work);
      onClose();
    },
    onError: sayFailure,
  });
  const keep = () => {
    if (text.trim() !== '' && !add.isPending) add.mutate();
  };
  return (
    <section
      ref={box}
      className="opinion-box"
      aria-label="提出意见"
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') onClose();
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
      }}
    >
      <PlaceChoice places={places} chosen={chosen} onChoose={setChosen} />
      <Input.TextArea
        ref={area}
        aria-label="意见内容"
        value={text}
        maxLength={2000}
        placeholder="例：指标值低于上年完成值，请核实"
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
      <Buttons isEmpty={text.trim() === ''} isPending={add.isPending} onKeep={keep} onClose={onClose} />
    </section>
  );
}
