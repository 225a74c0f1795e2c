/** What operators see and do. */
@NullMarked
package io.codemaster.api.operations;

import org.jspecify.annotations.NullMarked;
