import { type Ref, useRef } from 'react';

/** A text with its line numbers; those of `faultyLines` stand out. */
export function LineEditor({
  label,
  text,
  onChange,
  faultyLines,
  areaRef,
}: {
  /** What the text is, for who cannot see it. */
  label: string;
  text: string;
  onChange: (text: string) => void;
  faultyLines: ReadonlySet<number>;
  areaRef: Ref<HTMLTextAreaElement>;
}) {
  const gutter = useRef<HTMLPreElement>(null);
  const count = text.split('\n').length;
  return (
    <div className="line-editor">
      <pre ref={gutter} aria-hidden>
        {Array.from({ length: count }, (_value, index) => index + 1).map((line) =>
          faultyLines.has(line) ? <mark key={line}>{`${line} ●\n`}</mark> : `${line}\n`,
        )}
      </pre>
      <textarea
        ref={areaRef}
        aria-label={label}
        value={text}
        spellCheck={false}
        wrap="off"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onScroll={({ currentTarget }) => {
          if (gutter.current !== null) gutter.current.scrollTop = currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
