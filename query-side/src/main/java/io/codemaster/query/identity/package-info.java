/** Remembers users. */
@NullMarked
package io.codemaster.query.identity;

import org.jspecify.annotations.NullMarked;
