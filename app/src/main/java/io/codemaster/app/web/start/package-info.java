/** What a person reads when the product does not start, and what only the console shows. */
@NullMarked
package io.codemaster.app.web.start;

import org.jspecify.annotations.NullMarked;
