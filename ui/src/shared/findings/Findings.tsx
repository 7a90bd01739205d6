import { Box, Typography } from '@mui/material';
import type { Finding } from '@hostnet/core';
import { Card } from '../controls/Card.tsx';
import { Command } from '../controls/Command.tsx';
import { FindingItem } from './FindingItem.tsx';
import { todoSections } from './todos.ts';
import type { Todo } from './todos.ts';

/** Findings by what to do about them: one deed a group, the heaviest first. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <>
      {todoSections(findings).map((section) => (
        <Card key={section.severity} title={section.heading}>
          {section.todos.map((todo, at) => (
            <TodoView key={todo.id} todo={todo} first={at === 0} all={findings} />
          ))}
        </Card>
      ))}
    </>
  );
}

interface TodoProps {
  readonly todo: Todo;
  readonly first: boolean;
  readonly all: readonly Finding[];
}

function TodoView({ todo, first, all }: TodoProps) {
  const { remedy } = todo;
  return (
    <Box sx={{ pt: first ? 0 : 1.5, pb: 1.5, borderTop: first ? 0 : 1, borderColor: 'divider' }}>
      {todo.findings.map((finding, at) => (
        <FindingItem
          key={`${finding.code}/${at}`}
          finding={finding}
          anchor={all.find((other) => other.code === finding.code) === finding}
        />
      ))}
      {remedy && (
        <Box sx={{ mt: 0.5, pl: 1.5, borderLeft: 3, borderColor: 'primary.main' }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {remedy.text}
          </Typography>
          {remedy.command !== null && <Command text={remedy.command} />}
        </Box>
      )}
    </Box>
  );
}
