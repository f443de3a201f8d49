export { authenticate, claimsOf } from './auth/authenticate.ts';
export { openEmbeddedIssuer } from './auth/embedded-issuer.ts';
export type { EmbeddedIssuer, TokenRequest } from './auth/embedded-issuer.ts';
export { isLoopback } from './auth/is-loopback.ts';
export { verifierOf } from './auth/verifier-of.ts';
export { createOidcVerifier } from './auth/oidc-verifier.ts';
export { isTenantName } from './auth/tenant-name.ts';
export type { TokenClaims, TokenRefusal, TokenVerdict, TokenVerifier } from './auth/token-verifier.ts';
export { systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export {
  claimVariables,
  mailVariables,
  signInVariables,
  deploymentVariables,
  httpUrl,
  kafkaBrokers,
  postgresUrl,
  redisUrl,
  serviceVariables,
} from './config/service-variables.ts';
export { formatConfigProblems, readConfig } from './config/read-config.ts';
export type { ConfigProblem } from './config/read-config.ts';
export { onOff, portNumber, textList, wholeNumber } from './config/variable-types.ts';
export { describeFullDisk, hasFreeBytes, measureDiskSpace } from './disk/disk-space.ts';
export { causesOf } from './errors/causes-of.ts';
export { isDiskFull, saysDiskFull } from './disk/is-disk-full.ts';
export { createBodyBudget } from './http/body-budget.ts';
export type { BodyBudget } from './http/body-budget.ts';
export { createHttpApp, securityHeaders } from './http/create-http-app.ts';
export type { HttpHandler, HttpRequest, HttpResponse, Route } from './http/handler.ts';
export { checkAnswers } from './http/check-answers.ts';
export { describeListenFault } from './http/describe-listen-fault.ts';
export { listen } from './http/listen.ts';
export { listenOrRefuse } from './http/listen-or-refuse.ts';
export type { ListeningServer } from './http/listen.ts';
export { createMetricsRegistry } from './http/metrics.ts';
export type { MetricsRegistry } from './http/metrics.ts';
export { parseJsonBody } from './http/parse-json-body.ts';
export { sendProblem } from './http/problem.ts';
export type { Problem, ProblemError, ProblemKind } from './http/problem.ts';
export { limitRate } from './http/rate-limit.ts';
export { readBody } from './http/read-body.ts';
export type { BodyResult } from './http/read-body.ts';
export type { ReadinessCheck, ReadinessVerdict } from './http/readiness.ts';
export { requestIdOf, requestLogOf } from './http/request-context.ts';
export { createLogger, logLevel } from './logging/create-logger.ts';
export type { Logger, LogLevel } from './logging/create-logger.ts';
export { exitCodes } from './process/exit-codes.ts';
export type { ExitCode } from './process/exit-codes.ts';
export { runService } from './process/run-service.ts';
export { runProcess } from './process/run-process.ts';
export type { RunningProcess, StartRefused } from './process/run-process.ts';
export { startStoppable } from './process/start-stoppable.ts';
export { createStopStack } from './process/stop-stack.ts';
export type { StopStack } from './process/stop-stack.ts';
export { linksOf } from './telemetry/links-of.ts';
export type { SpanLink } from './telemetry/links-of.ts';
export { outsideSpans } from './telemetry/outside-spans.ts';
export { startTracing } from './telemetry/start-tracing.ts';
export type { Tracing, TracingOptions } from './telemetry/tracing.ts';
export { traceContextOf, traceHeadersOf } from './telemetry/trace-headers.ts';
export type { TraceContext } from './telemetry/trace-headers.ts';
export { withSpan } from './telemetry/with-span.ts';
export type { OpenSpan, SpanAttributes, SpanOptions } from './telemetry/with-span.ts';
