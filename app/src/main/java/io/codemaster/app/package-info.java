/** Puts the sides together and starts them. */
@NullMarked
package io.codemaster.app;

import org.jspecify.annotations.NullMarked;
