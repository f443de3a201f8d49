import type { ConversationModel, ConversationStage } from '@stepup/contracts';

/** The stages of the two models, in order. Coaching starts with a two-way talk, training with telling. */
export const conversationModels: Readonly<Record<ConversationModel, readonly ConversationStage[]>> = {
  field_training: ['tell', 'show', 'do', 'review'],
  sales_coaching: ['engage', 'practise', 'do', 'review'],
};
