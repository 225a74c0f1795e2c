/** Remembers merge requests. */
@NullMarked
package io.codemaster.query.mergerequest;

import org.jspecify.annotations.NullMarked;
