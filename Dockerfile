# One file, a target for each service: docker build --target gateway --tag stepup-gateway .
# The Node is that of package.json; a test holds the two together.

FROM node:24.21.0-bookworm-slim AS sources
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml tsconfig.base.json ./
COPY patches ./patches
COPY packages ./packages
COPY services ./services
COPY dashboards ./dashboards
COPY infra ./infra

FROM sources AS console-files
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter "@stepup/console..."
RUN node services/console/scripts/build.ts

# Only what a service needs at run time is installed; no install script runs that pnpm-workspace.yaml does not name.
FROM sources AS gateway-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/gateway..."

FROM sources AS ingest-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/ingest..."

FROM sources AS api-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/api..."

FROM sources AS diagnosis-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/diagnosis-service..."

FROM sources AS issuer-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/tryout-issuer..."

FROM sources AS tools-files
RUN npx --yes pnpm@12.21.0 install --prod --frozen-lockfile --filter-prod "@stepup/standalone..." --filter-prod "@stepup/dashboards..."

# What all of them run in: no package manager, nobody is root, nothing is written but to volumes and /tmp.
FROM node:24.21.0-bookworm-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
USER node

FROM runtime AS gateway
COPY --from=gateway-files /app ./
EXPOSE 4001
CMD ["node", "services/gateway/src/main.ts"]

# Small young generations and few arenas keep an instance small: services/ingest/README.md has the figures.
FROM runtime AS ingest
ENV NODE_OPTIONS=--max-semi-space-size=4
ENV MALLOC_ARENA_MAX=2
COPY --from=ingest-files /app ./
EXPOSE 4002
CMD ["node", "services/ingest/src/main.ts"]

FROM runtime AS diagnosis
COPY --from=diagnosis-files /app ./
EXPOSE 4003
CMD ["node", "services/diagnosis/src/main.ts"]

FROM runtime AS api
ENV STEPUP_CONSOLE_DIR=/app/services/console/dist
COPY --from=api-files /app ./
COPY --from=console-files /app/services/console/dist ./services/console/dist
EXPOSE 4000
CMD ["node", "services/api/src/main.ts"]

FROM runtime AS issuer
COPY --from=issuer-files /app ./
EXPOSE 4005
CMD ["node", "infra/issuer/src/main.ts"]

# Commands that work on a deployment: docker compose run --rm tools doctor
FROM runtime AS tools
COPY --from=tools-files /app ./
ENTRYPOINT ["node", "services/standalone/src/cli/stepup.ts"]
CMD ["--help"]
