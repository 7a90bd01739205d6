import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from '@mui/material';
import type { ExportFormat } from '@hostnet/core/report';
import { FORMATS } from './exported.ts';

interface Props {
  readonly format: ExportFormat;
  readonly onFormat: (format: ExportFormat) => void;
}

/** The form a report leaves in. */
export function FormatChoice({ format, onFormat }: Props) {
  return (
    <FormControl>
      <FormLabel
        id="export-format"
        sx={{ color: 'text.primary', '&.Mui-focused': { color: 'text.primary' } }}
      >
        Format
      </FormLabel>
      <RadioGroup row aria-labelledby="export-format">
        {FORMATS.map((entry) => (
          <FormControlLabel
            key={entry.format}
            value={entry.format}
            label={entry.name}
            control={
              <Radio size="small" checked={entry.format === format} onChange={() => onFormat(entry.format)} />
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
