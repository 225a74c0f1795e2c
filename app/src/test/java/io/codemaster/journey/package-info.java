/** Whole stories through the running product: a process of its own, real HTTP, real git, the real agent CLI. */
@NullMarked
package io.codemaster.journey;

import org.jspecify.annotations.NullMarked;
