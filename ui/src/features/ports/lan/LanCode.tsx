import { Box } from '@mui/material';
import { QRCodeSVG } from 'qrcode.react';

/** A QR code to point a telephone at. Dark on light in both themes: many readers know no other (ISO/IEC 18004 §5.3.1). */
export function LanCode({ url }: { readonly url: string }) {
  return (
    <Box sx={{ p: 1, height: 'fit-content', backgroundColor: '#fff', borderRadius: 1, lineHeight: 0 }}>
      <QRCodeSVG value={url} size={132} level="M" title={`QR code of ${url}`} role="img" />
    </Box>
  );
}
