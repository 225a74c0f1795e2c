/** Opens merge requests on the platforms and reads what became of them. */
@NullMarked
package io.codemaster.executor.mergerequest;

import org.jspecify.annotations.NullMarked;
