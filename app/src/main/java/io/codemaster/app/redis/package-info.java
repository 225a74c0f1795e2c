/** The Redis that is configured, if one is, and how it does. */
@NullMarked
package io.codemaster.app.redis;

import org.jspecify.annotations.NullMarked;
