"""What ``breakout-tui --help`` shows below the options: examples, and the exit statuses."""

from __future__ import annotations

EXAMPLES = """\
examples:
  breakout-tui                              choose a theme and start a session
  breakout-tui demo                         explore a fictional day; nothing is kept
  breakout-tui demo --at paper              edit the position paper of a fictional conference
  breakout-tui --themes mine.toml           use your own programme file
  breakout-tui resume                       continue the latest session
  breakout-tui display                      open the room display in a second terminal
  breakout-tui sessions                     list the sessions
  breakout-tui --plain                      the open session as lines, for screen readers
  breakout-tui export                       write the report of the latest session
  breakout-tui export 2 -o -                print the report of session 2 in the list
  breakout-tui export -o report.html        write it as HTML, which prints well
  breakout-tui export -o report.docx --template house.docx
                                            write it for Word, in your own styles
  breakout-tui report-back 1 --minutes 5    print a 5-minute spoken report of session 1
  breakout-tui check mine.toml              find the problems of a programme file
  breakout-tui check --explain mine.toml    print the day that a programme file plans
  breakout-tui config                       show your settings and where their file is
  breakout-tui backups                      list the automatic backups
  breakout-tui backups restore 3            restore backup 3 to a new file
  breakout-tui allocate delegates.csv -o places
                                            give delegates themes, rounds and rooms
  breakout-tui allocate places no-show 17   change the places on the day
  breakout-tui forget-delegates places      remove lists, slips and wishes after the event
  breakout-tui gather /media/stick          take in the sessions of other rooms' files
  breakout-tui paper -o paper.docx          write the position paper of all rooms
  breakout-tui paper --key-conclusions -o - print its key conclusions
  breakout-tui paper --plenary -o plenary.docx
                                            write all report-backs in running order
  breakout-tui rescue damaged.db            save what is readable in a damaged database
  breakout-tui erase "Ana Lopez" C3         erase a name and a statement permanently

actions on the open session, in a window or without one (`breakout-tui actions` lists them):
  breakout-tui note "Silo budgets block shared services @Norway"
  breakout-tui next · breakout-tui extend 5 · breakout-tui pause · breakout-tui status

exit statuses:
  0 success · 1 refused · 2 usage error · 3 database damaged · 4 database from a newer version
  5 database busy · 6 session open in another window · 7 could not write · 70 unexpected error
"""
