/** Events on their way to other programs. */
@NullMarked
package io.codemaster.executor.courier;

import org.jspecify.annotations.NullMarked;
