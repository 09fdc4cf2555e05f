# Targets: `hub` (the default; API, worker and migrations) and `gateway` (a federation gateway over the hub).
ARG HIVE_GATEWAY=ghcr.io/graphql-hive/gateway:latest

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are Node itself and the embedded PostgreSQL: here both come from elsewhere.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --loglevel=error

FROM node:24-slim AS supergraph
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=optional --ignore-scripts --loglevel=error
COPY schema schema
COPY src/graphql/sdl.ts src/graphql/
COPY deploy/compose-supergraph.ts deploy/
RUN node deploy/compose-supergraph.ts http://api:4000/graphql > supergraph.graphql

# Replaced by a pinned version in production: --build-arg HIVE_GATEWAY=ghcr.io/graphql-hive/gateway:<version>
FROM ${HIVE_GATEWAY} AS gateway
COPY --from=supergraph /app/supergraph.graphql ./supergraph.graphql
COPY deploy/gateway.config.ts ./gateway.config.ts
CMD ["supergraph"]

FROM node:24-slim AS hub
ENV NODE_ENV=production
# What the browser of @sparticuz/chromium is linked to, and a font: without any its pages crash.
RUN apt-get update \
  && apt-get install -y --no-install-recommends libnss3 libnspr4 libexpat1 fontconfig-config fonts-dejavu-core \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY schema schema
COPY src src
# A volume that is mounted here takes over its owner.
RUN mkdir -p var/storage && chown node:node var/storage
USER node
EXPOSE 4000
# No shell and no npm in between: SIGTERM reaches the process, which ends in order.
CMD ["node", "src/api.ts"]
