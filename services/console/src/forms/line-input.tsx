import { Textarea } from '@mantine/core';

/** The longest text the API takes as one line. */
const maxLength = 500;

/** One line that grows when more is said. */
export function LineInput({
  label,
  description,
  placeholder,
  value,
  change,
  required = false,
}: {
  label: string;
  description?: string;
  placeholder?: string;
  value: string;
  change: (text: string) => void;
  required?: boolean;
}) {
  return (
    <Textarea
      label={label}
      description={description}
      placeholder={placeholder}
      value={value}
      onChange={(event) => change(event.currentTarget.value)}
      maxLength={maxLength}
      required={required}
      autosize
      minRows={1}
      maxRows={6}
    />
  );
}
