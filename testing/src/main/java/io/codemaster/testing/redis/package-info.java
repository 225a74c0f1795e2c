/** A real Redis that tests start, stop and hold up. */
@NullMarked
package io.codemaster.testing.redis;

import org.jspecify.annotations.NullMarked;
