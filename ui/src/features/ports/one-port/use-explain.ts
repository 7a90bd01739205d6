import { explainPort } from '@hostnet/core/listening';
import type { PortChain } from '@hostnet/core/listening';
import type { Question } from '../look/question.ts';
import { useJob } from '../look/use-job.ts';
import type { Job } from '../look/use-job.ts';
import { useLookAt } from '../look/use-look.ts';

/** One port looked at closely, and the chain that explains it. */
export function useExplain(): Job<Question, PortChain> {
  const look = useLookAt();
  return useJob(['ports', 'explain'], async (question, signal, tell) => {
    const report = await look(question, signal, tell);
    return explainPort(report, question.port, question.transport);
  });
}
