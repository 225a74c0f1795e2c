/** Hands notices to people outside of the product, each at most once. */
@NullMarked
package io.codemaster.executor.notice;

import org.jspecify.annotations.NullMarked;
