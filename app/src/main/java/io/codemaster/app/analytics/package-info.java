/** What other programs read: the events as CloudEvents, their schemas, and views as tables. */
@NullMarked
package io.codemaster.app.analytics;

import org.jspecify.annotations.NullMarked;
