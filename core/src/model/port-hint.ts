/** What a Compose file says of a port. */
export interface PortHint {
  readonly service: string;
  /** Words with their place: `web publishes 8080:80 (compose.yaml:5)`. */
  readonly because: string;
  /** `computer`: the port of this computer; `container`: the port inside a bridge container. */
  readonly side: 'computer' | 'container';
}
