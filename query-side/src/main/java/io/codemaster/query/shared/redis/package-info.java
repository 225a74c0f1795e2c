/** The Redis that several processes share: what is in it is never the only copy, and it may be away at any moment. */
@NullMarked
package io.codemaster.query.shared.redis;

import org.jspecify.annotations.NullMarked;
