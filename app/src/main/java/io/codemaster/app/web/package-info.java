/** What every request and answer has in common. */
@NullMarked
package io.codemaster.app.web;

import org.jspecify.annotations.NullMarked;
