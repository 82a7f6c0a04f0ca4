import { Button } from 'antd';
import { useRef } from 'react';

interface FileChoiceProps {
  /** What is to be chosen, for those who do not see the button's place. */
  readonly label: string;
  readonly file: File | null | undefined;
  readonly onChoose: (file: File) => void;
}

/** 选择文件: one workbook, by a button in the words of the product; the browser's own speaks the language of the browser. */
export function FileChoice({ label, file, onChoose }: FileChoiceProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <span>
      <Button
        onClick={() => {
          field.current?.click();
        }}
      >
        {file ? `换一个文件（${file.name}）` : '选择文件'}
      </Button>
      <input
        ref={field}
        type="file"
        hidden
        accept=".xlsx,.xls"
        aria-label={label}
        onChange={({ target }) => {
          const [chosen] = target.files ?? [];
          // The same file, corrected, can be chosen again.
          target.value = '';
          if (chosen) onChoose(chosen);
        }}
      />
    </span>
  );
}
