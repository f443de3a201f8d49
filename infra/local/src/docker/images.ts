/** The versions that are tested; docker-compose.yml names the same. */
export const images = {
  kafka: 'apache/kafka:4.3.1',
  redis: 'redis:7.4.5-alpine',
  postgres: 'postgres:18.1-alpine',
} as const;
