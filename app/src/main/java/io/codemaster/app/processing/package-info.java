/** How events reach projections and sagas: the processors, and what happens to an event that cannot be handled. */
@NullMarked
package io.codemaster.app.processing;

import org.jspecify.annotations.NullMarked;
