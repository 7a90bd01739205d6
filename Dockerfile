# The image of the extension and of the probe containers.
# `docker build .` makes everything inside (BUNDLES=built). `npm start` passes BUNDLES=prebuilt and the staging
# folder .build/image as the context, because it has just built the same files on the host.
# Needs BuildKit, which builds only the stages that are used.
ARG NODE_IMAGE=node:24-alpine
ARG GO_IMAGE=golang:1.24-alpine
ARG RUNTIME_IMAGE=alpine:3.22
ARG BUNDLES=built

# Bundles and helpers are the same for every target: they are made on the builder's own architecture.
FROM --platform=$BUILDPLATFORM ${GO_IMAGE} AS helper
COPY . /src
RUN sh /src/scripts/image/helpers.sh /src/probe/go /out

FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS built
WORKDIR /src
COPY . .
# As in npm start: a registry may lack a package of another platform that the lockfile names, and npm ci then refuses.
RUN npm ci --no-audit --no-fund || npm install --no-audit --no-fund
COPY --from=helper /out probe/go/dist
RUN npm run build && mv .build/image /image

FROM scratch AS prebuilt
COPY . /image/

FROM ${BUNDLES} AS bundles

FROM ${NODE_IMAGE} AS node

# One set of libraries for everything: node joins ping and ss on the runtime base, then all of it is collected.
FROM ${RUNTIME_IMAGE} AS runtime
COPY --from=bundles /image/scripts /scripts
RUN sh /scripts/tools.sh
COPY --from=node /usr/local/bin/node /usr/local/bin/node
RUN sh /scripts/collect.sh /out node ping ss

FROM scratch
ARG TARGETARCH
ARG PROJECT_URL=https://github.com/hostnet/host-networking
LABEL org.opencontainers.image.title="Host Networking" \
      org.opencontainers.image.description="Proves whether --network host works on this machine, in both directions, for TCP and UDP, and says which link is broken and how to fix it." \
      org.opencontainers.image.vendor="hostnet" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.source="${PROJECT_URL}" \
      com.docker.desktop.extension.api.version=">= 0.3.4" \
      com.docker.desktop.extension.icon="${PROJECT_URL}/raw/main/icon.svg" \
      com.docker.extension.categories="networking" \
      com.docker.extension.publisher-url="${PROJECT_URL}" \
      com.docker.extension.screenshots="[{\"alt\":\"The verdict: both directions, TCP and UDP, with the evidence of each lane\",\"url\":\"${PROJECT_URL}/raw/main/docs/images/overview.png\"},{\"alt\":\"Setup: the steps that are left, until it is proven\",\"url\":\"${PROJECT_URL}/raw/main/docs/images/setup.png\"},{\"alt\":\"Ports: which ports host-mode containers listen on, and which of them this computer reaches\",\"url\":\"${PROJECT_URL}/raw/main/docs/images/ports.png\"},{\"alt\":\"The same verdict in dark mode\",\"url\":\"${PROJECT_URL}/raw/main/docs/images/overview-dark.png\"}]" \
      com.docker.extension.detailed-description="<p>Starts one container with <code>--network host</code>, connects from the host to the container and from the container to the host, over TCP and UDP, and shows what arrived.</p><ul><li>A verdict for both directions, with the evidence of every lane</li><li>The broken link by name, and the one remedy for it</li><li>Ports that containers in host mode hold, and which are open to the network</li><li>Reports to keep and to share; nothing is uploaded</li></ul>" \
      com.docker.extension.additional-urls="[{\"title\":\"Documentation\",\"url\":\"${PROJECT_URL}/tree/main/docs\"},{\"title\":\"Support\",\"url\":\"${PROJECT_URL}/issues\"},{\"title\":\"Privacy: nothing leaves the machine\",\"url\":\"${PROJECT_URL}/blob/main/README.md\"},{\"title\":\"Licence\",\"url\":\"${PROJECT_URL}/blob/main/LICENSE\"}]" \
      com.docker.extension.changelog="<p>Version 0.1.0</p><ul><li>First version: the quick diagnosis of host networking, in Docker Desktop and in the terminal</li></ul>"
COPY --from=runtime /out/ /
COPY --from=bundles /image/common/ /
COPY --from=bundles /image/arch/${TARGETARCH}/ /
ENV PATH=/usr/local/bin
CMD ["node", "/app/backend.mjs"]
