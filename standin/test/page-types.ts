/** The extension SDK's client, as loosely as the tests call it from inside the page. */
export interface Client {
  readonly extension: {
    readonly image: string;
    readonly vm?: { readonly cli: Cli; readonly service?: Service };
    readonly host?: { readonly cli: Cli };
  };
  readonly docker: {
    readonly cli: Cli;
    listContainers(options?: unknown): Promise<{ Id: string; Labels: Record<string, string> }[]>;
    listImages(options?: unknown): Promise<{ Id: string; RepoTags: string[] | null }[]>;
  };
  readonly desktopUI: {
    readonly toast: Record<'success' | 'warning' | 'error', (message: string) => void>;
    readonly dialog: {
      showOpenDialog(properties: unknown): Promise<{ canceled: boolean; filePaths: string[] }>;
    };
    readonly navigate: Record<string, (...args: unknown[]) => Promise<void>>;
  };
  readonly host: { openExternal(url: string): void; platform: string; arch: string; hostname: string };
}

export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code?: unknown;
  readonly killed?: unknown;
  lines(): string[];
  parseJsonLines(): unknown[];
  parseJsonObject(): unknown;
}

export interface Process {
  close(): void;
}

export interface Cli {
  exec(
    cmd: string,
    args: string[],
    options: { stream: object; cwd?: string; env?: Record<string, string> },
  ): Process;
  exec(
    cmd: string,
    args: string[],
    options?: { cwd?: string; env?: Record<string, string> },
  ): Promise<Result>;
}

export type Service = Record<'get' | 'head' | 'delete', (url: string) => Promise<unknown>> &
  Record<'post' | 'put' | 'patch', (url: string, data: unknown) => Promise<unknown>> & {
    request(config: unknown): Promise<unknown>;
  };

declare global {
  interface Window {
    readonly ddClient: Client;
    readonly __ddMuiV5Themes?: { light: unknown; dark: unknown };
    readonly __ddMuiV6Themes?: { light: unknown; dark: unknown };
    /** What a streaming test saw, in order. */
    seen?: unknown[];
    running?: Process;
  }
}
