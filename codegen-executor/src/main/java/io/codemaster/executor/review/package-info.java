/** Looks up in a captured change which lines people speak of. */
@NullMarked
package io.codemaster.executor.review;

import org.jspecify.annotations.NullMarked;
