import { Component } from 'react';
import type { ReactNode } from 'react';
import { ProblemCard } from '../shared/controls/ProblemCard.tsx';

interface Props {
  /** The page's name, for the message. */
  readonly page: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Keeps a fault of one page from taking the others with it. React offers this to class components alone. */
export class PageBoundary extends Component<Props, State> {
  override readonly state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  /** A part of the page that could not be loaded stays so until the page is loaded anew (React docs, lazy). */
  #retry(error: Error): void {
    if (/dynamically imported module/i.test(error.message)) window.location.reload();
    else this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <ProblemCard
        problem={{
          port: 'page',
          title: `The page ${this.props.page} stopped with an error`,
          message: error.message,
          fix: 'Try again, or use another tab; nothing that runs was stopped.',
        }}
        onRetry={() => this.#retry(error)}
        busy={false}
      />
    );
  }
}
