export {
  computeContentFeatures,
  type ContentFeatures,
  contentFeaturesVersion,
} from './compute-content-features.ts';
export type { ActivityContent } from './content.ts';
export { type ContentKind, contentKinds } from './permissions.ts';
