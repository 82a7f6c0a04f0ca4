interface DeadlineMarkProps {
  readonly date: string | null;
  readonly isLate: boolean;
  readonly today: string;
}

const DAY_MS = 86_400_000;
const SOON_DAYS = 3;

/** 截止: the date, and in words when it is near or over. */
export function DeadlineMark({ date, isLate, today }: DeadlineMarkProps) {
  if (date === null) return <span className="quiet">不限</span>;
  const days = Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS);
  if (isLate) return <span className="deadline late">{`${date} 已逾期${String(-days)}天`}</span>;
  if (days > SOON_DAYS) return <span className="deadline">{date}</span>;
  return (
    <span className="deadline soon">{days === 0 ? `${date} 今天截止` : `${date} 还有${String(days)}天`}</span>
  );
}
