/** What `--engine` accepts. */
export const ENGINE_CHOICES = ['auto', 'docker', 'embedded'] as const;
export type EngineChoice = (typeof ENGINE_CHOICES)[number];
