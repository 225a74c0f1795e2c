/** Reacts: leads a generation from its order to its delivery by listening and sending, nothing else. */
@NullMarked
package io.codemaster.saga;

import org.jspecify.annotations.NullMarked;
