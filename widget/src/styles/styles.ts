import { circumstances } from './circumstances.js';
import { composer } from './composer.js';
import { controls } from './controls.js';
import { conversation } from './conversation.js';
import { panel } from './panel.js';
import { tokens } from './tokens.js';

/** The house style and the layout, in the order in which they count. */
export const styles = [tokens, controls, panel, conversation, composer, circumstances];
