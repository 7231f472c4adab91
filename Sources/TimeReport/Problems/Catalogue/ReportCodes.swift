extension ProblemCode {
  static let reportCodes = [
    reportId, reportMonth, reportPersonalNumber, reportCoordinationNumber, reportBirthInFuture,
    reportOrganisationNumber, reportName, reportPhone, reportPeriodOrder, reportPeriodOutsideMonth,
    reportPeriodOverlap, shiftTooMany,
    shiftNotWholeMinute, shiftNonexistentTime, shiftOrder, shiftTooLong, shiftOutsideMonth, shiftOverlap,
    shiftRepeatedHour, noticeShiftClipped, noticeRepeatedHour, noticePastDeadline, signatureDateBeforeMonth,
    signatureDateInFuture,
  ]

  // Values of a report. The same rules apply to a ready document (folder Rules).
  package static let reportId = ProblemCode(
    "report.id",
    cause: "The report id is not a UUID in lower case.",
    remedy: "Assign a new random UUID, in lower case, to each report."
  )

  package static let reportMonth = ProblemCode(
    "report.month",
    cause: "The reporting month does not exist or is outside the years 2000 to 2099.",
    remedy: "Write the reporting month as `YYYY-MM`."
  )

  package static let reportPersonalNumber = ProblemCode(
    "report.personal-number",
    cause:
      "The number is not a personal identity number: 12 digits, an existing date of birth and a "
      + "correct check digit.",
    remedy: "Correct the number in the system that it comes from."
  )

  package static let reportCoordinationNumber = ProblemCode(
    "report.coordination-number",
    cause:
      "The number is not a coordination number: 12 digits, the day of birth plus 60 and a correct "
      + "check digit. The month may be 00 and the day 60 if they are unknown.",
    remedy:
      "Correct the number in the system that it comes from. If the person has received a personal "
      + "identity number, send that."
  )

  package static let reportBirthInFuture = ProblemCode(
    "report.birth-in-future",
    cause: "The number of a person begins with a date of birth that is later than today in Sweden.",
    remedy: "Correct the century of the number in the system that it comes from."
  )

  package static let reportOrganisationNumber = ProblemCode(
    "report.organisation-number",
    cause: "The number is not an organisation number: 10 digits with a correct check digit.",
    remedy:
      "Correct the number in the system that it comes from. For a sole trader, send the personal "
      + "identity number without the century."
  )

  package static let reportName = ProblemCode(
    "report.name",
    cause:
      "A name has no visible character, is longer than 200 characters, or contains control characters.",
    remedy: "Correct the name in the system that it comes from."
  )

  package static let reportPhone = ProblemCode(
    "report.phone",
    cause:
      "A phone number has fewer than 7 or more than 50 characters, no visible character, or control "
      + "characters.",
    remedy: "Send the phone number with its area code."
  )

  package static let reportPeriodOrder = ProblemCode(
    "report.period-order",
    cause: "A calculation period ends before it starts.",
    remedy: "Correct the dates of the period."
  )

  package static let reportPeriodOutsideMonth = ProblemCode(
    "report.period-outside-month",
    cause: "A calculation period has no day in the reporting month.",
    remedy: "Send only the calculation periods of the decision that include days of the reporting month."
  )

  package static let reportPeriodOverlap = ProblemCode(
    "report.period-overlap",
    cause: "Two calculation periods have days in common.",
    remedy: "End the earlier period on the day before the later period starts."
  )

  // Shifts (folder Conversion).
  package static let shiftTooMany = ProblemCode(
    "report.too-many-shifts",
    cause: "The report has more than 2,000 shifts.",
    remedy: "Check how the sending system selects shifts. A report covers one assistant and one month."
  )

  package static let shiftNotWholeMinute = ProblemCode(
    "report.shift-not-whole-minute",
    cause: "A shift starts or ends with seconds other than zero.",
    remedy: "Round times to whole minutes in the system that records them."
  )

  package static let shiftNonexistentTime = ProblemCode(
    "report.shift-nonexistent-time",
    cause: "The time does not exist in Sweden: it is in the hour that is skipped when summer time begins.",
    remedy: "Send the time one hour later, or send times with their UTC offset."
  )

  package static let shiftOrder = ProblemCode(
    "report.shift-order",
    cause: "A shift ends at or before its start.",
    remedy: "Correct start and end. A shift over midnight ends on the next day."
  )

  package static let shiftTooLong = ProblemCode(
    "report.shift-too-long",
    cause: "A shift lasts 31 days or more.",
    remedy: "Correct the dates of start and end."
  )

  package static let shiftOutsideMonth = ProblemCode(
    "report.shift-outside-month",
    cause: "A shift has no time in the reporting month.",
    remedy: "Send the shift in the report of its own month."
  )

  package static let shiftOverlap = ProblemCode(
    "report.shift-overlap",
    cause: "Two shifts overlap.",
    remedy: "Correct the times. An assistant has one kind of time at a time."
  )

  package static let shiftRepeatedHour = ProblemCode(
    "report.shift-repeated-hour",
    cause:
      "The shifts are in order, but not in Swedish clock time: one hour occurs twice when summer time "
      + "ends. A document contains clock times only and cannot express this.",
    remedy:
      "Join the shifts or shorten one of them, so that each starts at or after the end of the previous "
      + "one in clock time."
  )

  // Notices do not reject a report.
  package static let noticeShiftClipped = ProblemCode(
    "notice.shift-clipped",
    cause: "A shift extends beyond the reporting month. The document contains only the part in the month.",
    remedy: "Check that the report of the other month contains the rest of the shift."
  )

  package static let noticeRepeatedHour = ProblemCode(
    "notice.shift-in-repeated-hour",
    cause:
      "A shift starts or ends in the hour that occurs twice when summer time ends. The document cannot "
      + "express which of the two is meant.",
    remedy: "Check in the agency's decision how the hours of that night were counted."
  )

  package static let noticePastDeadline = ProblemCode(
    "notice.past-deadline",
    cause:
      "The report is late: the deadline is the 5th of the second month after the reporting month. The "
      + "agency may refuse payment for the month.",
    remedy:
      "Submit reports before the deadline. Ask the agency what applies to this month; for assistance "
      + "from January 2027 on, late normally means no payment."
  )

  // Dates of the signatures (folder Rules).
  package static let signatureDateBeforeMonth = ProblemCode(
    "signature-date.before-month",
    cause: "A signature is dated before the first day of the reporting month.",
    remedy: "Have the report signed when it is complete. If only the date is wrong, correct it."
  )

  package static let signatureDateInFuture = ProblemCode(
    "signature-date.in-future",
    cause: "A signature is dated later than today in Sweden.",
    remedy: "Correct the date and check the clock of the sending system."
  )
}
